"""What officers write of each kind of finding."""

from inspections.terms import Group

TEXTS = {
    Group.NO_LICENCE_NO_PERMIT: "现场正在开展培训，未能出示营业执照和办学许可证。",
    Group.NO_PERMIT: "持有营业执照，未取得办学许可证，面向中小学生开展培训。",
    Group.FIRE: "疏散通道堆放杂物，灭火器过期，未设应急照明。",
    Group.SYLLABUS: "所用讲义超出课程标准，三年级班讲授四年级内容。",
    Group.EXAM_COMPETITION: "未经同意组织面向小学生的等级考试。",
    Group.ADMISSION_LINK: "宣传材料承诺优秀学员可被推荐入学。",
    Group.SERVING_TEACHER: "授课教师中有一名在职公办教师。",
    Group.SCOPE: "开设的班次超出许可证核定的范围。",
    Group.CROSS_DISTRICT: "在其他县区设立教学点，未经当地审批。",
    Group.HOME_WORKSHOP: "在居民住宅内办班。",
    Group.FEES: "一次性收取超过三个月的费用，收费项目未公示。",
    Group.FOOD: "厨房人员健康证过期，留样记录不全。",
    Group.PREMISES: "教室人均面积不足三平方米。",
    Group.ADVERTISING: "门头广告含有保过、提分等承诺。",
    Group.TEACHING_PLAN: "新开班次未备案即开课。",
    Group.HOURS: "晚间课程二十时四十分仍未结束。",
    Group.STAFF: "两名教师未公示教师资格，未保存犯罪记录查询结果。",
}
RECTIFIED = "已按要求整改完毕，附现场照片和相关材料，请予复查。"
